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
}
