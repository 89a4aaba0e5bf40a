package org.akoma.protection.messages;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Opens a conversation with its first message.
 *
 * @param id made by the caller: sent again, it opens nothing new
 * @param file code of the child's file, or null: between structures
 * @param participants user names of the others
 * @param about code of a referral of the file, or null
 */
record BeginConversation(
        UUID id,
        @Nullable String file,
        Section section,
        String subject,
        String text,
        Set<String> participants,
        @Nullable String about) {

    private static final int LONGEST_REFERRAL = 20;

    /**
     * The fields that people and programs fill in.
     *
     * @param others more codes, typed one after the other
     */
    @InputForm(name = "referrals.begin", labels = "referrals")
    record Input(
            UUID id,

            @Field(label = "referrals.new.to", example = "min-01") @Size(max = ConversationForm.LONGEST_CODE)
            List<String> participants,

            @Field(label = "referrals.new.others", example = "min-01") @Size(max = Form.SHORT_TEXT) @Nullable
            String others,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = ConversationForm.LONGEST_SUBJECT)
            String subject,

            @Field(lines = 6, sealed = true) @Size(max = ConversationForm.LONGEST_TEXT)
            String text) {

        /** Between structures. */
        BeginConversation command() {
            return command(null, Section.NOTES, null);
        }

        private BeginConversation command(@Nullable String file, Section section, @Nullable String about) {
            List<String> all = new ArrayList<>(participants);
            if (others != null) all.addAll(List.of(others.split("[\\s,;]+")));
            return new BeginConversation(id, file, section, subject, text, ConversationForm.usernames(all), about);
        }
    }

    /**
     * The same in a child's file, for those who hold a section of it.
     *
     * @param about code of a referral of the file that carries the section
     */
    @InputForm(name = "referrals.begin-in-file", labels = "referrals")
    record InFile(
            @Field(
                    list = "referrals.circle",
                    label = "referrals.circle",
                    except = {"IDENTITY", "FAMILY", "EXPLOITATION", "STATUS"},
                    example = "NOTES")
            Section section,

            Input said,

            @Field(label = "referrals.about.code", example = "RF-001") @Size(max = LONGEST_REFERRAL) @Nullable
            String about) {

        BeginConversation command(String file) {
            return said.command(file, section, about);
        }
    }

    public BeginConversation {
        participants = Set.copyOf(participants);
    }

    public BeginConversation(
            UUID id, @Nullable String file, Section section, String subject, String text, Set<String> participants) {
        this(id, file, section, subject, text, participants, null);
    }
}
