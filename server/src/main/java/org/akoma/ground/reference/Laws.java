package org.akoma.ground.reference;

import static org.akoma.ground.reference.Resources.text;
import static org.akoma.ground.reference.Resources.textOrNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.reference.Law.Subject;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which law applied where and when: the legal basis follows the date of the facts (requirements.md 1.3). */
@Component
public class Laws {
    private final List<Law> laws =
            Resources.entries("laws.json", "laws").stream().map(Laws::law).toList();

    public List<Law> inForce(String country, LocalDate on) {
        return laws.stream()
                .filter(law -> law.country().equals(country) && law.isInForce(on))
                .toList();
    }

    /** The law against trafficking on the day of the facts; empty where Akoma knows of none. */
    public Optional<Law> trafficking(String country, LocalDate on) {
        return inForce(country, on).stream()
                .filter(law -> law.subject() == Subject.TRAFFICKING)
                .findFirst();
    }

    public Optional<Law> find(String code) {
        return laws.stream().filter(law -> law.code().equals(code)).findFirst();
    }

    private static Law law(JsonNode n) {
        String until = textOrNull(n, "until");
        return new Law(
                text(n, "country"),
                text(n, "code"),
                Subject.valueOf(text(n, "subject")),
                LocalDate.parse(text(n, "from")),
                until == null ? null : LocalDate.parse(until),
                text(n, "basis"),
                text(n, "fr"),
                text(n, "en"));
    }
}
