package org.akoma.protection.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Record what was weighed and decided for a child, under an id that the caller made.
 *
 * @param answer what was determined, of a determination only
 * @param minutesDocument the minutes of the panel, a document of the file; null = they are written in the words, or no panel sat
 */
public record WeighBestInterests(
        UUID id,
        Weighing.Kind kind,
        Weighing.@Nullable Ground ground,
        List<Weighing.Member> panel,
        Weighing.SealedText words,
        Weighing.@Nullable Answer answer,
        @Nullable UUID minutesDocument) {

    public WeighBestInterests(
            UUID id,
            Weighing.Kind kind,
            Weighing.@Nullable Ground ground,
            List<Weighing.Member> panel,
            Weighing.SealedText words) {
        this(id, kind, ground, panel, words, null, null);
    }

    public WeighBestInterests {
        Map<String, Weighing.Member> named = new LinkedHashMap<>();
        panel.forEach(one -> named.putIfAbsent(one.who().strip().toUpperCase(Locale.ROOT), one));
        panel = List.copyOf(named.values());
    }

    /** A panel is multi-disciplinary [S68]. */
    static final int PROFESSIONS = 2;

    /**
     * A determination has an answer, a ground, at least three members ({@code bid-panel.min}) of two professions or more, and minutes; who is named twice
     * counts once.
     */
    @Nullable
    FieldError refusal(Policies policies) {
        if (kind == Weighing.Kind.ASSESSMENT) {
            if (answer != null) return FieldError.of("answer", "cases.answer-of-determination");
            return ground == null ? null : FieldError.of("ground", "cases.ground-of-determination");
        }
        if (ground == null) return FieldError.of("ground", "form.required");
        if (answer == null) return FieldError.of("answer", "form.required");
        boolean returns = answer.solution() == Weighing.Solution.RETURN;
        if (returns && answer.country() == null) return FieldError.of("answerCountry", "form.required");
        if (!returns && answer.country() != null) return FieldError.of("answerCountry", "cases.answer-country");
        int least = policies.count("bid-panel.min");
        if (panel.size() < least) return FieldError.of("panel", "cases.panel-too-small", least, panel.size());
        if (Weighing.professions(panel) < PROFESSIONS)
            return FieldError.of("panel", "cases.panel-one-profession", PROFESSIONS);
        return words.minutes() == null && minutesDocument == null
                ? FieldError.of("minutes", "cases.panel-minutes")
                : null;
    }
}
