/** Floor 3: folds as data, the protocols, and what stands on both sides of a fold set. */
package org.leukokit.split;
