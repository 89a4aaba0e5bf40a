package org.akoma.protection.messages;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says for themselves whether they were at a conference.
 *
 * @param version as the sender read it
 */
@InputForm(name = "referrals.say-presence", labels = "referrals.conference", changes = true)
record SayPresence(
        @Nullable Integer version,
        @Field(label = "referrals.conference.was-there") Boolean wasThere) {}
