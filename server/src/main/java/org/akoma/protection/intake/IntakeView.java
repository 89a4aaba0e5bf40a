package org.akoma.protection.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.web.Problems;
import org.jspecify.annotations.Nullable;

/** A verdict as a program gets it; what is empty is left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record IntakeView(
        int index,
        @Nullable UUID id,
        IntakeVerdict.Status status,
        @Nullable String code,
        List<String> alike,
        List<Problems.FieldProblem> errors) {}
