/** Floor 10: the command line, which calls every room. */
package org.leukokit.cli;
