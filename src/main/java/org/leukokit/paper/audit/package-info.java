/** Floor 7: the audit of the published tables of all papers, as a report. */
package org.leukokit.paper.audit;
