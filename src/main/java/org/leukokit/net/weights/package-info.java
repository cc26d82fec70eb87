/**
 * Floor 2: tensors from files (Keras HDF5, PyTorch state dictionaries, safetensors) and seeded
 * random ones, checked by name and shape before anything is used.
 */
package org.leukokit.net.weights;
