package org.akoma.ground.reference;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One processing of personal data, as the register names it ({@code requirements.md 8.1}).
 *
 * @param receivers codes of the roles that read it
 * @param limits keys of the policy values that say how long it is kept
 * @param transfers whether it leaves the house
 */
public record ProcessingActivity(
        String code, Texts fr, Texts en, List<String> receivers, List<String> limits, boolean transfers) {

    /** @param kept how long it is kept, where no policy value says it */
    public record Texts(
            String name,
            String purpose,
            String basis,
            String people,
            String data,
            @Nullable String kept) {}

    public ProcessingActivity {
        receivers = List.copyOf(receivers);
        limits = List.copyOf(limits);
    }

    public Texts texts(Locale reader) {
        return reader.getLanguage().equals("en") ? en : fr;
    }
}
