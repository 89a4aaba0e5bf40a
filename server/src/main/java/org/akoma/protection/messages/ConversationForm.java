package org.akoma.protection.messages;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of conversations and messages, in pages and as JSON. Lengths are characters. */
final class ConversationForm {

    static final int LONGEST_SUBJECT = 120;
    static final int LONGEST_TEXT = 4_000;
    static final int LONGEST_CODE = 41; // an @ before it

    private ConversationForm() {}

    /** @param circles which sections it may be for; empty: it is in no file. Null when something is wrong */
    static @Nullable BeginConversation begin(Form form, @Nullable String file, Collection<Section> circles) {
        UUID id = form.id("id");
        String subject = form.required("subject", LONGEST_SUBJECT);
        String text = form.required("text", LONGEST_TEXT);
        Section section = file == null ? Section.NOTES : circle(form, circles);
        Set<String> participants = people(form);
        String about = file == null ? null : form.text("about", 20);
        if (!form.isSound() || subject == null || text == null || section == null) return null;
        return new BeginConversation(id == null ? Ids.next() : id, file, section, subject, text, participants, about);
    }

    private static @Nullable Section circle(Form form, Collection<Section> circles) {
        String name = form.requiredChoice(
                "section", circles.stream().map(Section::name).sorted().toList());
        return name == null ? null : Section.valueOf(name);
    }

    /** Boxes ticked, and codes typed one after the other. */
    private static Set<String> people(Form form) {
        String typed = form.text("others", Form.SHORT_TEXT);
        return Stream.concat(
                        form.choices("participants", form.allTyped("participants")).stream(),
                        typed == null ? Stream.empty() : Stream.of(typed.split("[\\s,;]+")))
                .map(ConversationForm::username)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@code @SW-01} and {@code SW-01} are {@code sw-01}. */
    static String username(String code) {
        String bare = code.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("@") ? bare.substring(1) : bare;
    }
}
