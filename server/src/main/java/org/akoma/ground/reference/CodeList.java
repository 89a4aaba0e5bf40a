package org.akoma.ground.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A closed list of codes, in the order in which it is shown. */
public record CodeList(String name, String labelFr, String labelEn, String source, List<Code> codes) {

    public CodeList {
        codes = List.copyOf(codes);
    }

    public Optional<Code> find(String code) {
        return codes.stream().filter(c -> c.code().equals(code)).findFirst();
    }

    public boolean contains(String code) {
        return find(code).isPresent();
    }

    public String label(Locale locale) {
        return Languages.pick(locale, labelFr, labelEn);
    }
}
