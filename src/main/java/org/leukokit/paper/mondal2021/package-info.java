/** Floor 7: Mondal et al. 2021 (arXiv:2105.03995): its published numbers. */
package org.leukokit.paper.mondal2021;
