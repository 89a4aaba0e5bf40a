package org.akoma.protection.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * One child's file, as far as it lies in clear: codes, dates and ids. A value: every change returns a new one.
 *
 * @param code such as {@code AK-001}, given by the system
 * @param country where the child lives or will live, ISO 3166-1 alpha-2
 * @param ageAtRescue in years, estimated when {@code ageEstimated}
 * @param handedAt when the child was handed to a social worker: the clocks T2 to T4 start here ({@code requirements.md 2.4}); null = never,
 *     T3 and T4 start with the registration
 * @param lostSince a flag with a search protocol, never a closure
 */
public record CaseFile(
        UUID id,
        String code,
        Instant registeredAt,
        UUID registeredBy,
        Status status,
        VictimStatus victimStatus,
        @Nullable String victimDecidedBy,
        @Nullable Risk risk,
        String country,
        @Nullable String nationality,
        String sex,
        @Nullable Integer ageAtRescue,
        boolean ageEstimated,
        @Nullable String sector,
        @Nullable String pathway,
        @Nullable String care,
        UUID organisationId,
        UUID workerId,
        @Nullable UUID supervisorId,
        @Nullable UUID slipId,
        @Nullable Instant handedAt,
        @Nullable Instant medicalScreenedAt,
        @Nullable LocalDate guardianOn,
        @Nullable Instant assessedAt,
        @Nullable LocalDate planApprovedOn,
        @Nullable LocalDate reviewDue,
        @Nullable LocalDate nextVisitDue,
        @Nullable LocalDate lostSince,
        @Nullable Instant closedAt,
        int version) {

    /** What of it this reader sees: each day and place by the section that it belongs to, as in a list. */
    public CaseFile shownTo(Reader reader) {
        boolean works = reader.worksOnIt() && !reader.least();
        return new CaseFile(
                id,
                code,
                registeredAt,
                registeredBy,
                status,
                victimStatus,
                victimDecidedBy,
                risk,
                country,
                nationality,
                sex,
                ageAtRescue,
                ageEstimated,
                sector,
                pathway,
                CaseColumn.CARE.shownTo(reader) ? care : null,
                organisationId,
                workerId,
                supervisorId,
                slipId,
                handedAt,
                works && reader.holds(Section.HEALTH) ? medicalScreenedAt : null,
                works && reader.holds(Section.FAMILY) ? guardianOn : null,
                works ? assessedAt : null,
                works && reader.holds(Section.ASSISTANCE) ? planApprovedOn : null,
                CaseColumn.REVIEW.shownTo(reader) ? reviewDue : null,
                CaseColumn.NEXT_VISIT.shownTo(reader) ? nextVisitDue : null,
                CaseColumn.LOST.shownTo(reader) ? lostSince : null,
                closedAt,
                version);
    }

    /** Whether the child lives in a home: anywhere but in a shelter. */
    boolean isInHome() {
        return care != null && !care.equals("SHELTER");
    }

    /**
     * A file as it arrives, under its code, perhaps assessed.
     *
     * @param nextVisit when the child is to be seen next
     */
    public CaseFile arrived(
            String given, @Nullable Risk level, @Nullable Instant assessed, @Nullable LocalDate nextVisit) {
        return new CaseFile(
                id,
                given,
                registeredAt,
                registeredBy,
                assessed == null ? status : Status.ASSESSED,
                victimStatus,
                victimDecidedBy,
                level,
                country,
                nationality,
                sex,
                ageAtRescue,
                ageEstimated,
                sector,
                pathway,
                care,
                organisationId,
                workerId,
                supervisorId,
                slipId,
                handedAt,
                medicalScreenedAt,
                guardianOn,
                assessed,
                planApprovedOn,
                reviewDue,
                nextVisit,
                lostSince,
                closedAt,
                version);
    }

    /** In whole years, from the age at the rescue and the years since; null when it is not known. */
    public @Nullable Integer ageOn(LocalDate day) {
        return Ages.on(this, null, day);
    }

    /** The first day on which something can have been done for the child: see {@code cases.found_on}. */
    public LocalDate foundOn() {
        return CareOrder.earliest(this);
    }

    /** {@code requirements.md 2.2}. */
    public enum Status {
        REGISTERED,
        ASSESSED,
        PLAN_PENDING,
        ACTIVE,
        FOLLOW_UP,
        CLOSURE_REQUESTED,
        CLOSED,
        TRANSFER_PROPOSED,
        TRANSFER_ACCEPTED,
        TRANSFERRED,
        REOPENED;

        /** Whether the file is open. */
        public boolean open() {
            return this != CLOSED && this != TRANSFERRED;
        }

        /** The state machine: whether a file in this status may pass to the next. */
        public boolean mayBecome(Status next) {
            return switch (this) {
                case REGISTERED -> next == ASSESSED || next == CLOSURE_REQUESTED;
                case ASSESSED -> next == PLAN_PENDING || next == CLOSURE_REQUESTED;
                case PLAN_PENDING -> next == ACTIVE || next == ASSESSED || next == CLOSURE_REQUESTED;
                case ACTIVE -> next == FOLLOW_UP || next == PLAN_PENDING || ends(next);
                case FOLLOW_UP -> next == ACTIVE || next == PLAN_PENDING || ends(next);
                case CLOSURE_REQUESTED -> next == CLOSED || next.open() && next != CLOSURE_REQUESTED;
                case TRANSFER_PROPOSED ->
                    next == TRANSFER_ACCEPTED || next == ACTIVE || next == FOLLOW_UP || next == CLOSURE_REQUESTED;
                case TRANSFER_ACCEPTED -> next == TRANSFERRED || next == CLOSURE_REQUESTED;
                case CLOSED, TRANSFERRED -> next == REOPENED;
                case REOPENED -> next == ACTIVE || next == CLOSURE_REQUESTED;
            };
        }

        private static boolean ends(Status next) {
            return next == CLOSURE_REQUESTED || next == TRANSFER_PROPOSED;
        }
    }

    public enum VictimStatus {
        PRESUMED_VICTIM,
        CONFIRMED_VICTIM,
        NOT_A_VICTIM,
        ADULT
    }

    public enum Risk {
        LOW,
        MEDIUM,
        HIGH
    }
}
