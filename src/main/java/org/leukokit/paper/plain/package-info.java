/**
 * Floor 7: the report of any runs, such as predictions that were made elsewhere. It claims nothing
 * about a paper.
 */
package org.leukokit.paper.plain;
