/**
 * Floor 7: Mondal et al. 2021 (arXiv:2105.03995): its study, its published numbers beside ours, and
 * what of them can be audited.
 */
package org.leukokit.paper.mondal2021;
