package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record who answers for the child. Repeating it (same id) records nothing new. */
public record AppointGuardian(
        UUID id,
        Guardian.Kind kind,
        LocalDate appointedOn,
        String name,
        @Nullable String contact,
        @Nullable String words) {}
