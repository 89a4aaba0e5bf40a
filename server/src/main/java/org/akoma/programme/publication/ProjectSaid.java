package org.akoma.programme.publication;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What two people agreed to say of the project to everybody; the room that keeps it answers, on the publication login. */
public interface ProjectSaid {

    /** What was confirmed last; empty = nothing is said yet. */
    Optional<Said> said();

    /**
     * @param desk an organisation or a desk, never a person
     * @param deskEn in English; null = the same
     * @param partners who pays for it first
     */
    record Said(
            String desk,
            @Nullable String deskEn,
            String mail,
            @Nullable String website,
            List<Contact> contacts,
            List<Partner> partners) {

        /** @param language {@code fr} or {@code en} */
        public String deskIn(String language) {
            return oneOf(language, desk, deskEn);
        }

        /** The roles that somebody has, in their order. */
        public List<String> roles() {
            return partners.stream().map(Partner::role).distinct().toList();
        }

        public List<Partner> in(String role) {
            return partners.stream().filter(one -> one.role().equals(role)).toList();
        }
    }

    /** A structure that answers for a part of the project; by telephone, by e-mail, or both. */
    record Contact(
            String structure,
            @Nullable String structureEn,
            @Nullable String town,
            @Nullable String telephone,
            @Nullable String mail) {

        public String structureIn(String language) {
            return oneOf(language, structure, structureEn);
        }
    }

    /** @param role code of the list {@code iati-organisation-role} */
    record Partner(String name, @Nullable String nameEn, String role) {

        public String nameIn(String language) {
            return oneOf(language, name, nameEn);
        }
    }

    private static String oneOf(String language, String french, @Nullable String english) {
        return english != null && language.equals("en") ? english : french;
    }
}
