/** Floor 9: benchmarks beside the same work in Python. */
package org.leukokit.bench;
