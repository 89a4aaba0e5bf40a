package org.akoma.protection.alerts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Raise an alert, under an id that the caller made. */
public sealed interface RaiseAlert {

    UUID id();

    /** On a child whom the caller sees. */
    record OfChild(UUID id, Alert.Type type, Alert.Words words) implements RaiseAlert {}

    /** A child who was missing is back: said by who sees that it is there, without reading of the search. */
    record Back(UUID id, String what) implements RaiseAlert {}

    /** A telephone or tablet that is gone: everybody may say so, without a file. */
    record OfDevice(
            UUID id, @Nullable Boolean encrypted, @Nullable Integer filesOnDevice, Alert.Words words)
            implements RaiseAlert {}
}
