package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who the child is (C3): sealed under the file's key, found only by blind tokens of its names.
 *
 * @param alias the noun by which the team speaks of the child
 * @param languages ISO 639 codes
 * @param birthCertificate null = not asked
 */
public record Identity(
        @Nullable String givenNames,
        @Nullable String familyName,
        @Nullable String otherNames,
        @Nullable String alias,
        @Nullable LocalDate birthDate,
        @Nullable String ageMethod,
        @Nullable String birthPlace,
        @Nullable String originRegion,
        List<String> languages,
        @Nullable Boolean birthCertificate,
        @Nullable String documents,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String disability,
        @Nullable String specialNeeds) {

    public Identity {
        languages = List.copyOf(languages);
    }

    /** An identity of which only the alias is known. */
    public static Identity alias(@Nullable String alias) {
        return new Identity(
                null, null, null, alias, null, null, null, null, List.of(), null, null, null, null, null, null);
    }

    /** Whether a birth date or a method that is known would change: that is a correction, and needs its reason. */
    boolean isBornOtherwise(Identity wanted) {
        return birthDate != null && !birthDate.equals(wanted.birthDate)
                || ageMethod != null && !ageMethod.equals(wanted.ageMethod);
    }

    public Identity born(@Nullable LocalDate day, @Nullable String method) {
        return new Identity(
                givenNames,
                familyName,
                otherNames,
                alias,
                day,
                method,
                birthPlace,
                originRegion,
                languages,
                birthCertificate,
                documents,
                phone,
                address,
                disability,
                specialNeeds);
    }

    /** What a shelter or a provider needs to look after the child ({@code requirements.md 9}, "m"). */
    Identity least() {
        return new Identity(
                givenNames,
                null,
                null,
                alias,
                null,
                null,
                null,
                null,
                languages,
                null,
                null,
                null,
                null,
                disability,
                specialNeeds);
    }

    /** What two people verify: names, birth date and birth place, as one text. */
    String core() {
        return Stream.of(givenNames, familyName, otherNames, birthDate, birthPlace)
                .map(part -> part == null ? "" : part.toString())
                .collect(Collectors.joining("\n"));
    }

    /** Everything the child may be searched by. */
    public String[] names() {
        return Stream.of(givenNames, familyName, otherNames, alias)
                .filter(java.util.Objects::nonNull)
                .toArray(String[]::new);
    }
}
