package org.akoma.airlock.disclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a paper without a value of the file.
 *
 * @param unknown what was asked for and the file does not know
 * @param telephone whom the police are to call, as typed by the person who let it leave at once; null = the number of the directory, or none
 */
public record GivenOutline(
        List<DisclosureRequest.Fact> unknown, @Nullable String telephone) {

    public GivenOutline {
        unknown = List.copyOf(unknown);
    }

    /** The same without whom to call: that is known, and only its number may be missing. */
    public List<DisclosureRequest.Fact> unknownFacts() {
        return unknown.stream()
                .filter(fact -> fact != DisclosureRequest.Fact.CONTACT)
                .toList();
    }

    /** Whether the police asked whom to call, and no number was known. */
    public boolean withoutNumber() {
        return unknown.contains(DisclosureRequest.Fact.CONTACT);
    }
}
