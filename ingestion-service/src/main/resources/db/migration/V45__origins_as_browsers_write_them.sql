-- Origins that were stored before their spelling was looked at, in upper case or with the port that the scheme has anyway,
-- match no page. The new revision tells every door.
with spelled as (
    select source.id, origin.place,
        regexp_replace(regexp_replace(lower(origin.written), '^(https://.+):443$', '\1'), '^(http://.+):80$', '\1') as origin
    from source, unnest(source.allowed_origins) with ordinality as origin (written, place)
), once as (
    select id, origin, min(place) as place from spelled group by id, origin
), normal as (
    select id, array_agg(origin order by place) as origins from once group by id
)
update source
set allowed_origins = normal.origins, revision = source.revision + 1
from normal
where normal.id = source.id and normal.origins <> source.allowed_origins;
