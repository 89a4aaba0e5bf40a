package org.akoma.programme.findings;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a mission found.
 *
 * @param mission its code
 * @param earlier what stood there before, the newest first; empty for who is not of the team
 * @param code of area and number within the mission, as F-A1; given, never typed
 */
public record Finding(
        UUID id,
        UUID missionId,
        String mission,
        String code,
        Area area,
        Criterion criterion,
        Level severity,
        String words,
        List<Evidence> evidence,
        List<Earlier> earlier,
        int version) {

    public Finding {
        evidence = List.copyOf(evidence);
        earlier = List.copyOf(earlier);
    }

    /** The three areas of improvement ({@code requirements.md 6}). */
    public enum Area {
        FOLLOW_UP,
        COMMUNICATION,
        POLICE_TRAINING
    }

    /**
     * What a finding said before somebody changed it.
     *
     * @param by code of who changed it
     */
    public record Earlier(String by, Instant at, Level severity, String words) {}

    /** Severity of a finding, priority of a recommendation. */
    public enum Level {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * One source of a finding; two of them at least before it is released.
     *
     * @param note which form, which figures; null = nothing more to say
     * @param cites interviews and sampled files, as IV-01 E-BCDFGH; null = none
     */
    public record Evidence(
            @Field(list = "evaluation.source") Source source,

            @Field(as = Field.Widget.WIDE) @Size(max = 400) @Nullable
            String note,

            @Field(as = Field.Widget.WIDE, separated = true, example = "IV-01 IV-04")
            @Size(max = 270)
            @Pattern(regexp = CITES, message = "evaluation.cites")
            @Nullable
            String cites) {

        /** Whether it says nothing of its source: such a finding is not released. */
        boolean isEmpty() {
            return note == null && cites == null;
        }

        private static final String CITES = "(IV-[0-9]{2,3}|E-[A-Z]{6})( (IV-[0-9]{2,3}|E-[A-Z]{6})){0,29}";
    }
}
