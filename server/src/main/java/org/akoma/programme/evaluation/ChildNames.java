package org.akoma.programme.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * No free text of an evaluation names a child of the house: many people read its report. Words are compared as blind tokens, so that nobody reads a name for it;
 * who hears too often that a name is known is refused all ({@code evaluation.names_children}). A host of the police has no tokens of the care side.
 */
@Service
public class ChildNames {

    /** Which of a child's names a person on a list may share: one, as half the country does. */
    private static final int SAME_PERSON = 2;

    /** Before a name, not of it. */
    private static final Set<String> TITLES = Set.of(
            "mme",
            "madame",
            "mlle",
            "mademoiselle",
            "mr",
            "monsieur",
            "mrs",
            "ms",
            "miss",
            "dr",
            "docteur",
            "doctor",
            "pr",
            "prof",
            "me",
            "maitre",
            "tante",
            "tonton",
            "maman",
            "papa",
            "soeur",
            "pere",
            "frere",
            "sister",
            "father",
            "brother",
            "aunt",
            "uncle",
            "chef",
            "chief");

    private final MissionStore store;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    ChildNames(MissionStore store, Vault vault, ApplicationEventPublisher events) {
        this.store = store;
        this.vault = vault;
        this.events = events;
    }

    /** The texts of one act, field to words. */
    public static Map<String, @Nullable String> texts(String field, @Nullable String words) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        texts.put(field, words);
        return texts;
    }

    /**
     * Refused where a word with a capital is the name of a child that the house knows, or two words that follow each other, in any letters, are two names of
     * one child; null = none is. In the caller's transaction.
     *
     * @param what whose code it is: {@code mission} or {@code workshop}
     */
    public <T> @Nullable Answer<T> refusal(Actor actor, String what, String code, Map<String, @Nullable String> texts) {
        for (Map.Entry<String, @Nullable String> one : texts.entrySet()) {
            String words = one.getValue();
            if (words == null) continue;
            Answer<T> refused =
                    refusal(actor, what, code, one.getKey(), NameParts.capitals(words), 1, NameParts.pairsIn(words));
            if (refused != null) return refused;
        }
        return null;
    }

    /** The same of the name of somebody on a list, who may have one name with a child in common but not two. */
    public <T> @Nullable Answer<T> person(Actor actor, String what, String code, String field, @Nullable String name) {
        if (name == null) return null;
        long parts = NameParts.of(name).parts().stream()
                .filter(part -> !TITLES.contains(part))
                .count();
        int fewest = Math.toIntExact(Math.clamp(parts, 1, SAME_PERSON));
        return refusal(actor, what, code, field, NameParts.exactIn(name), fewest, List.of());
    }

    private <T> @Nullable Answer<T> refusal(
            Actor actor, String what, String code, String field, List<String> names, int fewest, List<String> pairs) {
        if (names.isEmpty() && pairs.isEmpty() || actor.compartment() != Compartment.PROTECTION) return null;
        String why = store.namesChildren(code, vault.blind(names), fewest, vault.blind(pairs));
        if (why == null) return null;
        events.publishEvent(new Acted(actor, "evaluation.name-refused", Map.of(what, code)));
        return Answer.Refused.because(
                field, why.equals("OFTEN") ? "evaluation.names-children-often" : "evaluation.names-children");
    }
}
