package org.akoma.protection.messages;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** What is typed in a conversation. Lengths are characters. */
final class SayInput {

    private SayInput() {}

    /** A message. */
    @InputForm(name = "referrals.say", labels = "referrals")
    record Say(
            UUID id,

            @Field(lines = 4, sealed = true) @Size(max = ConversationForm.LONGEST_TEXT)
            String text) {}

    /**
     * Somebody who is to take part.
     *
     * @param person user name, with or without an @ before it
     */
    @InputForm(name = "referrals.add-participant", labels = "referrals.add")
    record Add(
            @Field(example = "min-01") @Size(max = ConversationForm.LONGEST_CODE)
            String person) {

        String username() {
            return ConversationForm.username(person);
        }
    }
}
