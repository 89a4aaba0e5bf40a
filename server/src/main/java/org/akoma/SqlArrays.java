package org.akoma;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of many rows as arrays, for one {@code insert … select … from unnest(…)}: row-level security refuses COPY. */
public final class SqlArrays {

    private SqlArrays() {}

    public static <T extends @Nullable Object> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    public static <T extends @Nullable Object> @Nullable String[] texts(
            List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    public static <T extends @Nullable Object> @Nullable String[] codes(
            List<T> rows, Function<T, ? extends @Nullable Enum<?>> column) {
        return texts(rows, row -> {
            Enum<?> code = column.apply(row);
            return code == null ? null : code.name();
        });
    }

    public static <T extends @Nullable Object> @Nullable Integer[] numbers(
            List<T> rows, Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    public static <T extends @Nullable Object> @Nullable Long[] longs(
            List<T> rows, Function<T, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    public static <T extends @Nullable Object> @Nullable Boolean[] answers(
            List<T> rows, Function<T, @Nullable Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }

    /** As text: cast to {@code timestamptz[]}. */
    public static <T extends @Nullable Object> @Nullable String[] moments(
            List<T> rows, Function<T, @Nullable Instant> column) {
        return texts(rows, row -> {
            Instant at = column.apply(row);
            return at == null ? null : at.toString();
        });
    }

    /** As text: cast to {@code date[]}. */
    public static <T extends @Nullable Object> @Nullable String[] days(
            List<T> rows, Function<T, @Nullable LocalDate> column) {
        return texts(rows, row -> {
            LocalDate day = column.apply(row);
            return day == null ? null : day.toString();
        });
    }

    public static <T extends @Nullable Object> byte[] @Nullable [] bytes(
            List<T> rows, Function<T, byte @Nullable []> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }
}
