package org.akoma.ground.access;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The content of a command as one text, equal for equal commands, to recognise one that is sent twice. */
final class CommandText {

    private CommandText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Record said -> ofRecord(said);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(one -> of(one.getKey()) + "=" + of(one.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(CommandText::of).collect(Collectors.joining(",", "[", "]"));
            case Collection<?> many ->
                many.stream().map(CommandText::of).sorted().collect(Collectors.joining(",", "(", ")"));
            case Optional<?> maybe -> of(maybe.orElse(null));
            default -> quoted(value.toString());
        };
    }

    private static String ofRecord(Record said) {
        StringBuilder text = new StringBuilder(said.getClass().getSimpleName()).append('(');
        for (RecordComponent part : said.getClass().getRecordComponents())
            if (!part.getName().equals("id")) // what the caller leaves out is made anew each time
            text.append(part.getName()).append('=').append(of(read(part, said))).append(';');
        return text.append(')').toString();
    }

    private static @Nullable Object read(RecordComponent part, Record said) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(said);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No text can pretend to be the end of its field. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
