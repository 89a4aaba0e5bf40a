package org.akoma.protection.assistance;

import java.time.Instant;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Say that a service began.
 *
 * @param at null = now
 */
@InputForm(name = "assistance.start-service", labels = "assistance", changes = true)
record StartService(
        @Nullable Integer version,
        @Field(label = "assistance.started") @Nullable Instant at) {}
