package org.akoma.ground.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * A structure that takes part. It exists from one day until another, and its mandate passes to its successors.
 *
 * @param label the name in French, or the only one
 * @param labelEn the name in English
 * @param town of its office
 * @param country ISO 3166-1 alpha-2
 * @param deskId what is sent to the structure (referral, transfer) is granted to its desk
 * @param validUntil the first day on which it no longer exists; null = none known
 */
public record Organisation(
        UUID id,
        String code,
        String label,
        @Nullable String labelEn,
        @Nullable String town,
        Kind kind,
        String country,
        @Nullable String mandate,
        UUID deskId,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<String> successors) {

    public enum Kind {
        INTERGOVERNMENTAL,
        LAW_ENFORCEMENT,
        CENTRAL_GOVERNMENT,
        LOCAL_GOVERNMENT,
        NGO,
        PROVIDER,
        OTHER;

        /** Whether it may answer for a child that is handed over. */
        public boolean isAuthority() {
            return this == CENTRAL_GOVERNMENT || this == LOCAL_GOVERNMENT;
        }

        /** Whether people with this role work there: in law enforcement only the police side and administrators ({@code access.works_there}), and officers nowhere else. */
        public boolean employs(Role role) {
            boolean officer = role == Role.LE_OFFICER || role == Role.LE_COORDINATOR;
            return employs(role.compartment()) && (this == LAW_ENFORCEMENT || !officer);
        }

        /**
         * The same of an administrator of the accounts of one side ({@code access.administers_there}).
         *
         * @param kept whose accounts; null: all, or another role
         */
        public boolean employs(Role role, GivenRole.@Nullable Side kept) {
            return employs(role)
                    && (this != LAW_ENFORCEMENT || role != Role.SYSTEM_ADMINISTRATOR || kept == GivenRole.Side.POLICE);
        }

        /** The same of all accounts of a side. */
        public boolean employs(Compartment side) {
            return this != LAW_ENFORCEMENT || side == Compartment.ENFORCEMENT || side == Compartment.ADMINISTRATION;
        }
    }

    /** One whose name is the same in both languages. */
    public Organisation(
            UUID id,
            String code,
            String label,
            Kind kind,
            String country,
            @Nullable String mandate,
            UUID deskId,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            List<String> successors) {
        this(id, code, label, null, null, kind, country, mandate, deskId, validFrom, validUntil, successors);
    }

    /** This one under other names. */
    public Organisation named(String french, @Nullable String english, @Nullable String town) {
        return new Organisation(
                id, code, french, english, town, kind, country, mandate, deskId, validFrom, validUntil, successors);
    }

    /** This one in another country. */
    public Organisation in(String other) {
        return new Organisation(
                id, code, label, labelEn, town, kind, other, mandate, deskId, validFrom, validUntil, successors);
    }

    public String nameIn(Locale language) {
        return labelEn != null && language.getLanguage().equals("en") ? labelEn : label;
    }

    public boolean existsOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || day.isBefore(validUntil));
    }
}
