/** Floor 9: the command line. */
package org.leukokit.cli;
