package org.akoma.ground.journal;

import org.akoma.ground.database.Compartment;

/**
 * Where a room whose records have chains of their own keeps the codes of these, for who reads the journal. The room's side asks the table,
 * and learns of the rows that it sees; the custodian, who sees none of them, asks two functions that tell an id and its code and nothing else.
 *
 * @param side whose records they are
 * @param table of {@code id} and {@code code}, such as {@code cases.case_file}
 * @param codesOf function from ids to rows of {@code id} and {@code code}
 * @param idOf function from a code, as it is written, to the id or null
 */
public record ChainNames(Compartment side, String table, String codesOf, String idOf) {}
