/**
 * Floor 7: Loey, Naman, Zayed: Deep Transfer Learning in Diagnosing Leukemia in Blood Cells.
 * Computers 2020, 9(2), 29. doi:10.3390/computers9020029.
 */
package org.leukokit.paper.loey2020;
