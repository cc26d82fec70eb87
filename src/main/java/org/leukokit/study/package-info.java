/** Floor 5: what to run, and the runner that turns it into run folders and can be resumed. */
package org.leukokit.study;
