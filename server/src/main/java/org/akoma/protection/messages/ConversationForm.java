package org.akoma.protection.messages;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Limits of what is typed of conversations, in characters, and how people are named. */
final class ConversationForm {

    static final int LONGEST_SUBJECT = 120;
    static final int LONGEST_TEXT = 4_000;
    static final int LONGEST_CODE = 41; // an @ before it

    private ConversationForm() {}

    /** {@code @SW-01} and {@code SW-01} are {@code sw-01}. */
    static String username(String code) {
        String bare = code.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("@") ? bare.substring(1) : bare;
    }

    /** Each once, in the order of the codes. */
    static Set<String> usernames(Collection<String> codes) {
        return codes.stream()
                .map(ConversationForm::username)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }
}
