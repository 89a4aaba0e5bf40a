package org.akoma.protection.homecoming;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A child's way home, within the country or across a border: no departure across a border before the other side has accepted in
 * writing, and the arrival is confirmed within 72 hours (T14).
 *
 * @param acceptedBy code or name of the office that accepted in writing
 */
public record FamilyReturn(
        UUID id,
        String toCountry,
        boolean crossBorder,
        @Nullable TravelMode travelMode,
        State state,
        @Nullable String acceptedBy,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate departedOn,
        @Nullable Instant arrivalConfirmedAt,
        @Nullable String suspendedReason,
        SealedText words,
        UUID recordedBy,
        int version) {

    public enum TravelMode {
        ROAD,
        AIR,
        RAIL,
        BOAT,
        FOOT
    }

    public enum State {
        PLANNED,
        ACCEPTED,
        SUSPENDED,
        DEPARTED,
        ARRIVED,
        /** The child left, did not arrive, and is again where it came from. */
        TURNED_BACK,
        CANCELLED;

        public boolean mayBecome(State next) {
            return switch (this) {
                case PLANNED -> next == ACCEPTED || next == SUSPENDED || next == DEPARTED || next == CANCELLED;
                case ACCEPTED -> next == SUSPENDED || next == DEPARTED || next == CANCELLED;
                case SUSPENDED -> next == PLANNED || next == ACCEPTED || next == CANCELLED;
                case DEPARTED -> next == ARRIVED || next == TURNED_BACK;
                case ARRIVED, TURNED_BACK, CANCELLED -> false;
            };
        }
    }

    /**
     * Sealed.
     *
     * @param suspendedWords what happened, beside the code
     */
    public record SealedText(
            @Nullable String escort,
            @Nullable String papers,
            @Nullable String address,
            @Nullable String suspendedWords) {

        /** What a step is silent about stays as it was. */
        SealedText over(SealedText before) {
            return new SealedText(
                    escort == null ? before.escort : escort,
                    papers == null ? before.papers : papers,
                    address == null ? before.address : address,
                    suspendedWords == null ? before.suspendedWords : suspendedWords);
        }

        /** Who goes with the child, and where to. */
        Journey journey() {
            return new Journey(escort, address);
        }

        SealedText with(Journey other) {
            return new SealedText(other.escort, papers, other.address, suspendedWords);
        }
    }

    /** Sealed by itself: once the other side of a border has accepted, a supervisor agrees to each change. */
    record Journey(@Nullable String escort, @Nullable String address) {

        boolean isEmpty() {
            return escort == null && address == null;
        }

        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("escort", escort);
            fields.put("homeAddress", address);
            return fields;
        }
    }

    /** Why a return was stopped. */
    public enum Suspension {
        NO_ACCEPTANCE,
        FAMILY_NOT_SAFE,
        CHILD_UNWILLING,
        ILLNESS,
        TRAFFICKER_NEAR,
        ROUTE_NOT_SAFE,
        OTHER;

        /** Whether a supervisor agrees before the return goes on or is called off; the database asks the same. */
        boolean isGrave() {
            return this == FAMILY_NOT_SAFE || this == CHILD_UNWILLING || this == TRAFFICKER_NEAR;
        }
    }

    /** Whether this step leaves a suspension that only a supervisor lifts. */
    boolean liftsGrave(FamilyReturn next) {
        return isStoppedGravely()
                && (next.state != State.SUSPENDED || !Objects.equals(suspendedReason, next.suspendedReason));
    }

    /** Whether it is stopped by what only a supervisor lifts. */
    boolean isStoppedGravely() {
        return state == State.SUSPENDED
                && suspendedReason != null
                && Suspension.valueOf(suspendedReason).isGrave();
    }

    /** Whether by this step another person goes with the child, or to another address. */
    boolean travelsOtherwise(FamilyReturn next) {
        return !words.journey().equals(next.words.journey());
    }

    /** Whether the child leaves with this step. */
    boolean departsWith(FamilyReturn next) {
        return next.state == State.DEPARTED && state != State.DEPARTED;
    }

    /** Whether the child's arrival is confirmed with this step. */
    boolean arrivesWith(FamilyReturn next) {
        return next.state == State.ARRIVED && state != State.ARRIVED;
    }

    /** Whether it is said with this step that the child turned back on the way. */
    boolean turnsBackWith(FamilyReturn next) {
        return next.state == State.TURNED_BACK && state != State.TURNED_BACK;
    }

    /** Whether the other side accepts with this step. */
    boolean isAcceptedWith(FamilyReturn next) {
        return next.state == State.ACCEPTED && state == State.PLANNED;
    }

    /**
     * What is written of the acceptance and of the departure stays: another acceptance is another return.
     *
     * @param accepted the other side of a border has accepted this return
     */
    @Nullable
    FieldError rewritten(FamilyReturn next, boolean accepted) {
        boolean left = isGone() || state == State.CANCELLED;
        boolean held = left || accepted && crossBorder && state != State.PLANNED;
        if (held && state == State.SUSPENDED && next.state == State.PLANNED)
            return FieldError.of("state", "cases.homecoming-accepted");
        Map<String, @Nullable Object> is = held(left);
        Map<String, @Nullable Object> wanted = next.held(left);
        return !held
                ? null
                : is.entrySet().stream()
                        .filter(one -> one.getValue() != null
                                || one.getKey().equals("homeAddress")
                                || left && !one.getKey().equals("arrivalConfirmedAt"))
                        .filter(one -> !Objects.equals(one.getValue(), wanted.get(one.getKey())))
                        .map(one -> FieldError.of(one.getKey(), "cases.homecoming-accepted"))
                        .findFirst()
                        .orElse(null);
    }

    private Map<String, @Nullable Object> held(boolean left) {
        Map<String, @Nullable Object> held = new LinkedHashMap<>();
        held.put("acceptedBy", acceptedBy);
        held.put("acceptedOn", acceptedOn);
        held.put("homeAddress", words.address());
        if (!left) return held;
        held.put("travelMode", travelMode);
        held.put("departedOn", departedOn);
        held.put("escort", words.escort());
        held.put("papers", words.papers());
        held.put("arrivalConfirmedAt", arrivalConfirmedAt);
        return held;
    }

    FamilyReturn with(SealedText others) {
        return new FamilyReturn(
                id,
                toCountry,
                crossBorder,
                travelMode,
                state,
                acceptedBy,
                acceptedOn,
                departedOn,
                arrivalConfirmedAt,
                suspendedReason,
                others,
                recordedBy,
                version);
    }

    /** By the names that pages and JSON know; the address is not among them, it is read by asking only. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("state", state);
        fields.put("travelMode", travelMode);
        fields.put("acceptedBy", acceptedBy);
        fields.put("acceptedOn", acceptedOn);
        fields.put("departedOn", departedOn);
        fields.put("arrivalConfirmedAt", arrivalConfirmedAt);
        fields.put("suspendedReason", suspendedReason);
        fields.put("suspendedWords", words.suspendedWords());
        fields.put("escort", words.escort());
        fields.put("papers", words.papers());
        return fields;
    }

    /** Whether this step has left, or is ready to leave, across a border. */
    boolean crosses() {
        return crossBorder && (state == State.ACCEPTED || state == State.DEPARTED || state == State.ARRIVED);
    }

    /** Whether the child has not left yet. */
    boolean isAhead() {
        return state == State.PLANNED || state == State.ACCEPTED || state == State.SUSPENDED;
    }

    /** Whether the child has left. */
    boolean isGone() {
        return state == State.DEPARTED || state == State.ARRIVED || state == State.TURNED_BACK;
    }

    /** The same, where a border lies between. */
    FamilyReturn across(boolean border) {
        return new FamilyReturn(
                id,
                toCountry,
                border,
                travelMode,
                state,
                acceptedBy,
                acceptedOn,
                departedOn,
                arrivalConfirmedAt,
                suspendedReason,
                words,
                recordedBy,
                version);
    }

    boolean runs() {
        return state != State.ARRIVED && state != State.TURNED_BACK && state != State.CANCELLED;
    }

    /** What was recorded earlier stays when the command is silent about it; a suspension ends with its reason. */
    FamilyReturn moved(PlanReturn command, int version) {
        Suspension reason = command.state() == State.SUSPENDED ? command.suspendedReason() : null;
        return new FamilyReturn(
                id,
                toCountry,
                crossBorder,
                command.travelMode() == null ? travelMode : command.travelMode(),
                command.state(),
                command.acceptedBy() == null ? acceptedBy : command.acceptedBy(),
                command.acceptedOn() == null ? acceptedOn : command.acceptedOn(),
                command.departedOn() == null ? departedOn : command.departedOn(),
                command.arrivalConfirmedAt() == null ? arrivalConfirmedAt : command.arrivalConfirmedAt(),
                reason == null ? null : reason.name(),
                command.words().over(words),
                recordedBy,
                version);
    }

    /**
     * The same once it is accepted in the country of return.
     *
     * @param by who accepted the child; null = as it was
     * @param on the day; null = as it was
     */
    FamilyReturn accepted(@Nullable String by, @Nullable LocalDate on) {
        return moved(
                new PlanReturn(id, version, toCountry, null, State.ACCEPTED, by, on, null, null, null, words), version);
    }

    /** @param moved what the caller wants it to become */
    @Nullable
    FieldError refusal(FamilyReturn moved, LocalDate today) {
        State next = moved.state;
        if (next != state && !state.mayBecome(next))
            return FieldError.of("state", "cases.homecoming-order", state.name(), next.name());
        FieldError missing = missing(moved, today);
        if (missing == null) missing = moved.leftUnaccepted();
        return missing == null && acceptedWithout(moved)
                ? FieldError.of("acceptedOn", "cases.accepted-by-a-step")
                : missing;
    }

    /** Whether the command sets an acceptance in a step that is none: the file would then claim an acceptance that nobody gave. */
    private boolean acceptedWithout(FamilyReturn moved) {
        boolean another =
                !Objects.equals(acceptedBy, moved.acceptedBy) || !Objects.equals(acceptedOn, moved.acceptedOn);
        return another && (moved.state == State.PLANNED || moved.state == State.SUSPENDED);
    }

    private static @Nullable FieldError missing(FamilyReturn moved, LocalDate today) {
        return switch (moved.state) {
            case PLANNED, TURNED_BACK, CANCELLED -> null;
            case ACCEPTED -> moved.acceptanceMissing(today);
            case SUSPENDED -> moved.suspendedReason == null ? FieldError.of("suspendedReason", "form.required") : null;
            case DEPARTED -> moved.departureRefused(today);
            case ARRIVED -> moved.arrivalRefused(today);
        };
    }

    /** Whether the child may live in this country from this day: accepted there in writing by then, and neither stopped nor called off. */
    boolean opens(String country, LocalDate day) {
        boolean goesOn = state == State.ACCEPTED || state == State.DEPARTED || state == State.ARRIVED;
        return goesOn
                && toCountry.equals(country)
                && acceptedBy != null
                && acceptedOn != null
                && !acceptedOn.isAfter(day);
    }

    /** Whatever the state: nobody left before the acceptance that is recorded, nor across a border without one. */
    private @Nullable FieldError leftUnaccepted() {
        if (crossBorder && departedOn != null && acceptedOn == null)
            return FieldError.of("departedOn", "cases.no-departure-unaccepted");
        boolean early = acceptedOn != null && departedOn != null && departedOn.isBefore(acceptedOn);
        return early ? FieldError.of("departedOn", "cases.departure-before-acceptance") : null;
    }

    private @Nullable FieldError acceptanceMissing(LocalDate today) {
        if (acceptedBy == null) return FieldError.of("acceptedBy", "form.required");
        if (acceptedOn == null) return FieldError.of("acceptedOn", "form.required");
        return acceptedOn.isAfter(today) ? FieldError.of("acceptedOn", "form.future") : null;
    }

    private @Nullable FieldError departureRefused(LocalDate today) {
        if (departedOn == null) return FieldError.of("departedOn", "form.required");
        if (departedOn.isAfter(today)) return FieldError.of("departedOn", "form.future");
        boolean unaccepted = acceptedOn == null || acceptedBy == null || acceptedOn.isAfter(departedOn);
        return crossBorder && unaccepted ? FieldError.of("acceptedOn", "cases.no-departure-unaccepted") : null;
    }

    private @Nullable FieldError arrivalRefused(LocalDate today) {
        if (arrivalConfirmedAt == null) return FieldError.of("arrivalConfirmedAt", "form.required");
        LocalDate arrived = LocalDate.ofInstant(arrivalConfirmedAt, ZoneOffset.UTC);
        if (arrived.isAfter(today)) return FieldError.of("arrivalConfirmedAt", "form.future");
        boolean early = departedOn != null && arrived.isBefore(departedOn);
        return early ? FieldError.of("arrivalConfirmedAt", "cases.arrival-before-departure") : null;
    }

    /** Until when the arrival must be confirmed: T14, counted from the first minute (UTC) of the day of departure. */
    public @Nullable Instant arrivalDue(Duration allowed) {
        return departedOn == null
                ? null
                : departedOn.atStartOfDay(ZoneOffset.UTC).toInstant().plus(allowed);
    }
}
