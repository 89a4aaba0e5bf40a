package org.akoma.enforcement.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where police went in.
 *
 * @param place in words; sealed
 */
record Site(UUID id, String code, String sector, @Nullable String place, int version) {}
