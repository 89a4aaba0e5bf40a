package org.akoma.protection.cases;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A command that makes a record under an id of the caller's, to be done once.
 *
 * @param content all that was sent: another content under the same id is refused (409)
 * @param made finds the record that the command made
 */
public record Once<T>(UUID id, Object content, Function<CaseFile, Optional<T>> made) {}
