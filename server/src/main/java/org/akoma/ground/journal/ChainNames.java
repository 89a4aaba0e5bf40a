package org.akoma.ground.journal;

import org.akoma.ground.database.Compartment;

/**
 * Where a room whose records have chains of their own keeps their codes, for readers of the journal. The room's own side reads the table as far
 * as its policies allow; the data protection officer, who sees no row, calls two functions that answer an id and its code and nothing else.
 *
 * @param side whose records they are
 * @param table of {@code id} and {@code code}, such as {@code cases.case_file}
 * @param codesOf function from ids to rows of {@code id} and {@code code}
 * @param idOf function from a code, as it is written, to the id or null
 */
public record ChainNames(Compartment side, String table, String codesOf, String idOf) {}
