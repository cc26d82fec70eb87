/** Where a network looks: Grad-CAM and its pictures. Floor 4. */
package org.leukokit.explain;
