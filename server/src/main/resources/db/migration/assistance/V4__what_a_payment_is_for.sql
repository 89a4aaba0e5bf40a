-- Who approves and who pays see which service the money is for and how far it is, without its words, and nothing of health.
create function assistance.purpose(payment uuid) returns table (code text, state text)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.state from assistance.payment p join assistance.service s on s.id = p.service_id and s.file_id = p.file_id
     where p.id = purpose.payment and s.section = 32
       and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(p.file_id, 32, false)) $$;
revoke execute on function assistance.purpose from public;
grant execute on function assistance.purpose to akoma_protection;
