/**
 * Floor 5: which integer confusion matrices printed scores can come from, and which claims in prose
 * printed numbers bear out. Knows no runs and no particular paper; all decisions are exact.
 */
package org.leukokit.audit;
