package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.reference.PublishedValue;
import org.jspecify.annotations.Nullable;

/**
 * A figure that somebody published about an operation.
 *
 * @param definition what exactly they counted; sealed
 */
record PublishedFigure(
        UUID id,
        String source,
        @Nullable LocalDate publishedOn,
        Measure measure,
        PublishedValue value,
        @Nullable String definition,
        int version) {}
