-- ---------- signatures -----------------------------------------------------------------------------------------------------------
-- Ed25519 (RFC 8032, section 5.1.7), so that no login says of itself that it verified one. Only what is open goes in: nothing here has to take equal time.
create function packages.number_of(bytes bytea) returns numeric immutable language plpgsql set search_path = pg_catalog as $$
declare n numeric := 0;
begin
    for i in reverse octet_length(bytes) - 1 .. 0 loop n := n * 256 + get_byte(bytes, i); end loop;
    return n;
end $$;
-- Modulo 2^255 - 19, as all that follows.
create function packages.power_of(base numeric, exponent numeric) returns numeric immutable language plpgsql set search_path = pg_catalog as $$
declare p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949; power numeric := 1; b numeric := base; e numeric := exponent;
begin
    while e > 0 loop
        if e % 2 = 1 then power := power * b % p; end if;
        b := b * b % p;
        e := div(e, 2);
    end loop;
    return power;
end $$;
-- The point (x, y) that 32 bytes name, as {x, y, 1, xy}; null: they name none.
create function packages.point_of(bytes bytea) returns numeric[] immutable language plpgsql set search_path = pg_catalog as $$
declare
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    d constant numeric := 37095705934669439343138083508754565189542113879843219016388785533085940283555;
    root_of_minus_one constant numeric := 19681161376707505956807079304988542015446066515923890162744021073123829784752;
    odd int := get_bit(bytes, 255);
    y numeric := packages.number_of(set_bit(bytes, 255, 0));
    u numeric := (y * y - 1) % p;
    v numeric := (d * y % p * y + 1) % p;
    v3 numeric := v * v % p * v % p;
    x numeric := u * v3 % p * packages.power_of(u * v3 % p * v3 % p * v % p, div(p - 5, 8)) % p;
begin
    if y >= p then return null; end if;
    if (v * x % p * x - u) % p <> 0 then
        if (v * x % p * x + u) % p <> 0 then return null; end if;
        x := x * root_of_minus_one % p;
    end if;
    x := (x + p) % p;
    if x = 0 and odd = 1 then return null; end if;
    if x % 2 <> odd then x := p - x; end if;
    return array[x, y, 1, x * y % p];
end $$;
create function packages.sum_of(a numeric[], b numeric[]) returns numeric[] immutable language plpgsql set search_path = pg_catalog as $$
declare
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    twice_d constant numeric := 16295367250680780974490674513165176452449235426866156013048779062215315747161;
    s numeric := (a[2] - a[1]) * (b[2] - b[1]) % p;
    t numeric := (a[2] + a[1]) * (b[2] + b[1]) % p;
    c numeric := a[4] * b[4] % p * twice_d % p;
    z numeric := 2 * a[3] * b[3] % p;
begin
    return array[(t - s) * (z - c) % p, (z + c) * (t + s) % p, (z - c) * (z + c) % p, (t - s) * (t + s) % p];
end $$;
create function packages.is_signed(message bytea, signature bytea, signer bytea) returns boolean immutable language plpgsql set search_path = pg_catalog as $$
declare
    p constant numeric := 57896044618658097711785492504343953926634992332820282019728792003956564819949;
    l constant numeric := 7237005577332262213973186563042994240857116359379907606001950938285454250989;   -- the order of the base point
    base numeric[]; key numeric[]; r numeric[]; s numeric; h numeric;
    bits_of_s int[] := '{}'; bits_of_h int[] := '{}';
    total numeric[] := '{0,1,1,0}';
begin
    if octet_length(signature) is distinct from 64 or octet_length(signer) is distinct from 32 then return false; end if;
    base := packages.point_of(decode('58' || repeat('66', 31), 'hex'));
    key := packages.point_of(signer);
    r := packages.point_of(substr(signature, 1, 32));
    s := packages.number_of(substr(signature, 33));
    h := packages.number_of(sha512(substr(signature, 1, 32) || signer || message)) % l;
    if key is null or r is null or s >= l then return false; end if;
    key := array[p - key[1], key[2], 1, p - key[4]];
    for i in 1..253 loop
        bits_of_s[i] := s % 2;
        bits_of_h[i] := h % 2;
        s := div(s, 2);
        h := div(h, 2);
    end loop;
    for i in reverse 253..1 loop                                        -- s times the base, less h times the key
        total := packages.sum_of(total, total);
        if bits_of_s[i] = 1 then total := packages.sum_of(total, base); end if;
        if bits_of_h[i] = 1 then total := packages.sum_of(total, key); end if;
    end loop;
    return (total[1] - r[1] * total[3]) % p = 0 and (total[2] - r[2] * total[3]) % p = 0;
end $$;

-- ---------- receipts --------------------------------------------------------------------------------------------------------------
-- The receipt of the receiver: the list that its key signed, the signature, and the words that the list names by their fingerprint. It is verified here, so
-- that who asked for a package cannot make up that it arrived; it is kept, and can be verified again. By who asked for the package, who leads the file, or the
-- data protection officer: nobody else types that it arrived. DONE, UNKNOWN, NOT_YOURS, OTHER_RECEIVER, UNSIGNED, CHECKSUM (of no archive that holds it), USED.
create function packages.close(package uuid, key_id uuid, receipt bytea, signature bytea, words bytea) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare s packages.sent; k packages.partner_key; list jsonb; said jsonb; child jsonb;
begin
    select * into s from packages.sent x where x.id = package for update;
    if s.id is null then return 'UNKNOWN'; end if;
    if not (session_user = 'akoma_custody' and access.has_role(array['DATA_PROTECTION_OFFICER'])) then
        if session_user <> 'akoma_protection' or not access.keeps(s.file_id, 256, false) or not access.works_on(s.file_id, 256) then
            return 'UNKNOWN';                                          -- who does not see the file does not learn that it left
        end if;
        if not (s.asked_by = access.actor() and access.has_role(array['CASE_WORKER'])
                or access.has_role(array['CASE_SUPERVISOR']) and (select handover.leads(f) from cases.case_file f where f.id = s.file_id)) then return 'NOT_YOURS'; end if;
    end if;
    if s.receipt_id is not null then return 'USED'; end if;
    select * into k from packages.partner_key x where x.id = close.key_id and packages.counts(x);
    if k.organisation_id is distinct from (select x.organisation_id from packages.partner_key x where x.id = s.key_id) then return 'OTHER_RECEIVER'; end if;
    if not packages.is_signed(close.receipt, close.signature, k.signer) then return 'UNSIGNED'; end if;
    list := convert_from(close.receipt, 'UTF8');
    if list ->> 'kind' is distinct from 'RECEIPT' or coalesce((list ->> 'expiresAt')::timestamptz, '-infinity') <= access.moment()
       or not exists (select from jsonb_array_elements(list -> 'members') m where m ->> 'sha256' = encode(sha256(close.words), 'hex')) then return 'UNSIGNED'; end if;
    said := convert_from(close.words, 'UTF8');
    select c into child from jsonb_array_elements(said -> 'children') c where (c ->> 'id')::uuid = package;
    if child is null then return 'UNKNOWN'; end if;
    if not exists (select from packages.packed p join packages.archive a on a.id = p.archive_id where p.sent_id = s.id and encode(a.sha256, 'hex') = said ->> 'sha256') then return 'CHECKSUM'; end if;
    update packages.sent x set receipt_id = (list ->> 'id')::uuid, received_at = (child ->> 'receivedAt')::timestamptz, received_as = child ->> 'receivedAs',
           receipt = close.receipt, signature = close.signature, read_by = access.actor(), read_at = access.moment(), version = x.version + 1 where x.id = package;
    perform packages.drop_arrived(s.id);
    perform access.ring_of_file(array(select distinct y from unnest(array[s.asked_by, s.decided_by]) y where y is distinct from access.actor()), 'task', s.file_id, 'PACKAGE_SENT');
    return 'DONE';
end $$;
revoke execute on function packages.number_of, packages.power_of, packages.point_of, packages.sum_of, packages.is_signed, packages.close from public;
grant execute on function packages.close to akoma_protection, akoma_custody;
