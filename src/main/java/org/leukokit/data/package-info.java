/** Floor 2: manifests, the content-addressed store and mirror, data sets, phantom cells. */
package org.leukokit.data;
