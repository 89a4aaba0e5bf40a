package org.akoma.programme.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.jspecify.annotations.Nullable;

/** The test of one round, of several people: the total, or points by module of which it is the mean, or both. */
@InputForm(name = "training.scores", labels = "training.score")
public record EnterScores(
        @Field(list = "training-round") Results.Round round,

        @Rows(
                most = TickAttendance.MOST,
                labels = "training.score",
                blank = {"total", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"})
        @NotEmpty
        List<Scored> people) {

    /** @param participant code */
    @InputForm(name = "training.scored", labels = "training.score")
    public record Scored(
            @Field(example = "TR-CI-1-001") @Size(max = 40) String participant,
            @Min(0) @Max(100) @Nullable Integer total,
            @Min(0) @Max(100) @Nullable Integer m1,
            @Min(0) @Max(100) @Nullable Integer m2,
            @Min(0) @Max(100) @Nullable Integer m3,
            @Min(0) @Max(100) @Nullable Integer m4,
            @Min(0) @Max(100) @Nullable Integer m5,
            @Min(0) @Max(100) @Nullable Integer m6,
            @Min(0) @Max(100) @Nullable Integer m7,
            @Min(0) @Max(100) @Nullable Integer m8) {

        /** Those that were counted. */
        Map<TrainingModule, Integer> modules() {
            Map<TrainingModule, Integer> points = new LinkedHashMap<>();
            List<@Nullable Integer> all = java.util.Arrays.asList(m1, m2, m3, m4, m5, m6, m7, m8);
            for (TrainingModule module : TrainingModule.values()) {
                Integer of = all.get(module.ordinal());
                if (of != null) points.put(module, of);
            }
            return points;
        }

        public static Scored total(String participant, int total) {
            return new Scored(participant, total, null, null, null, null, null, null, null, null);
        }
    }
}
