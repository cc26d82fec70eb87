/**
 * Floor 7: what each paper declares: its studies, its published numbers and its exhibits, and
 * nothing else.
 */
package org.leukokit.paper;
