/**
 * Floor 7: Maurício de Oliveira, Dantas 2021 (VISAPP, doi:10.5220/0010257406850692): its study, its
 * published numbers beside ours, and what of them can be audited.
 */
package org.leukokit.paper.oliveira2021;
