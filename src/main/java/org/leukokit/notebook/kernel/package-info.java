/**
 * What runs inside the kernel's own process, beside it; in a jar of its own, for the kit itself is
 * on the class path of the cells. Nothing but the JDK is imported here. Floor 9.
 */
package org.leukokit.notebook.kernel;
