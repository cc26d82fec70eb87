/**
 * Floor 0: random streams by address, hashing, atomic files, progress, errors that a user reads.
 */
package org.leukokit.base;
