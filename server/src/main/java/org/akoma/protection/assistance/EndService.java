package org.akoma.protection.assistance;

import java.time.Instant;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Say that a service ended.
 *
 * @param completed false = it was interrupted, with a reason; a page asks the reason alone.
 * @param at null = now
 */
@InputForm(name = "assistance.end-service", labels = "assistance.end", changes = true)
record EndService(
        @Nullable Integer version,
        Boolean completed,
        @Field(label = "assistance.ended") @Nullable Instant at,
        @Field(list = "service-interruption") @Nullable String reason) {}
