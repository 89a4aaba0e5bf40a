package org.akoma.cases;

import java.util.Set;
import org.akoma.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * One file as somebody may take it out of the house now.
 *
 * @param sections what they hold of it
 * @param identity null when it was not asked for, or they do not hold it
 * @param exploitation null when nothing is written, or they do not hold it
 * @param consent to case management; null when nobody was asked, or they do not hold it
 */
public record Extract(
        CaseFile file,
        Set<Section> sections,
        @Nullable Identity identity,
        @Nullable Exploitation exploitation,
        Consent.@Nullable Status consent) {

    public Extract {
        sections = Set.copyOf(sections);
    }
}
