-- What a message costs: published rate cards and an account's own, by direction, kind of number and destination, in tiers of a month's
-- volume, each from a date on; and what carriers ask on top.

-- ── destinations ──────────────────────────────────────────────────────────────────────────────────────────────────
-- Area code → group that rates speak of; every other one is 'other'. In step with domain/numbers/area-codes.ts (a test compares them).
create table destinations (
  npa char(3) primary key check (npa ~ '^[2-9][0-9][0-9]$'),
  destination text not null check (destination ~ '^[a-z][a-z0-9_]{0,19}$' and destination <> 'any')
);
insert into destinations select npa, 'us' from regexp_split_to_table(btrim('
    201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 227 228 229 231 234 235 239 240 248
    251 252 253 254 256 260 262 267 269 270 272 274 276 279 281 283 301 302 303 304 305 307 308 309 310 312 313 314 315 316
    317 318 319 320 321 323 324 325 326 327 329 330 331 332 334 336 337 339 341 346 347 350 351 352 353 360 361 363 364 369
    380 385 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 435 440 442 443 445 447
    448 458 463 464 469 470 472 475 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 531
    534 539 540 541 551 557 559 561 562 563 564 567 570 571 572 573 574 575 580 582 585 586 601 602 603 605 606 607 608 609
    610 612 614 615 616 617 618 619 620 623 626 628 629 630 631 636 640 641 645 646 650 651 656 657 659 660 661 662 667 669
    678 680 681 682 686 689 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 725 726 727 728 730 731 732
    734 737 738 740 743 747 748 754 757 760 762 763 765 769 770 771 772 773 774 775 779 781 785 786 801 802 803 804 805 806
    808 810 812 813 814 815 816 817 818 820 821 826 828 830 831 832 835 838 839 840 843 845 847 848 850 854 856 857 858 859
    860 862 863 864 865 870 872 878 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 929 930 931
    934 936 937 938 940 941 943 945 947 948 949 951 952 954 956 959 970 971 972 973 975 978 979 980 983 984 985 986 989 800
    833 844 855 866 877 888', E' \n'), '\s+') n (npa);
insert into destinations select npa, 'ca' from regexp_split_to_table(btrim('
    204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579
    581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942', E' \n'), '\s+') n (npa);

-- Compared as what the column is: as text it would be cast, and the whole table read for each message.
create function destination_of(p_e164 text) returns text language sql stable parallel safe as $$
  select coalesce((select d.destination from destinations d where d.npa = substr(p_e164, 3, 3)::char(3)), 'other')
$$;

-- ── rates ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One row is one tier of a card; the tiers of a card share the moment from which it holds, and cover every volume.
alter table rates
  add column destination text not null default 'any' check (destination ~ '^[a-z][a-z0-9_]{0,19}$'),
  -- Outbound parts of the month so far: from this many on, and below that many (null: without end).
  add column from_parts bigint not null default 0 check (from_parts >= 0),
  add column until_parts bigint check (until_parts > from_parts),
  drop constraint rates_direction_number_kind_effective_from_key,
  add constraint rates_once unique (direction, number_kind, destination, effective_from, from_parts);

-- An account's own, from the quote that it accepted: these win over the published ones for as long as they hold.
create table account_rates (
  account_id uuid not null references accounts (id),
  id uuid not null,
  direction text not null check (direction in ('outbound', 'inbound')),
  number_kind text not null check (number_kind in ('longcode', 'toll_free')),
  destination text not null default 'any' check (destination ~ '^[a-z][a-z0-9_]{0,19}$'),
  from_parts bigint not null default 0 check (from_parts >= 0),
  until_parts bigint check (until_parts > from_parts),
  part_nanos bigint not null check (part_nanos >= 0),
  effective_from timestamptz not null,
  -- Null: until a later card takes its place.
  effective_until timestamptz,
  primary key (account_id, id),
  unique (account_id, direction, number_kind, destination, effective_from, from_parts)
);

-- What a carrier asks for each part, on top of the rate. Null: whatever link it takes.
create table surcharges (
  id uuid primary key,
  link_id uuid references links (id),
  direction text not null check (direction in ('outbound', 'inbound')),
  number_kind text not null check (number_kind in ('longcode', 'toll_free')),
  destination text not null default 'any' check (destination ~ '^[a-z][a-z0-9_]{0,19}$'),
  part_nanos bigint not null check (part_nanos >= 0),
  effective_from timestamptz not null,
  unique nulls not distinct (direction, number_kind, link_id, destination, effective_from)
);

-- The one place that picks a rate. The account's own card before the published one; a card for the destination before one for any; of
-- those the last that is in force; of it the tier of `p_volume`, the outbound parts of the month before this message. No row: no rate.
create function rate_at(p_account uuid, p_direction text, p_kind text, p_destination text, p_volume bigint, p_at timestamptz)
returns table (rate_id uuid, part_nanos bigint, until_parts bigint, is_own boolean)
language sql stable as $$
  select r.id, r.part_nanos, r.until_parts, r.is_own from (
    (select t.id, t.part_nanos, t.until_parts, true as is_own from account_rates t
     where t.account_id = p_account and t.direction = p_direction and t.number_kind = p_kind and t.destination in (p_destination, 'any')
       and t.effective_from <= p_at and (t.effective_until is null or p_at < t.effective_until)
       and t.from_parts <= p_volume and (t.until_parts is null or p_volume < t.until_parts)
     order by t.destination = 'any', t.effective_from desc limit 1)
    union all
    (select t.id, t.part_nanos, t.until_parts, false from rates t
     where t.direction = p_direction and t.number_kind = p_kind and t.destination in (p_destination, 'any') and t.effective_from <= p_at
       and t.from_parts <= p_volume and (t.until_parts is null or p_volume < t.until_parts)
     order by t.destination = 'any', t.effective_from desc limit 1)
  ) r order by r.is_own desc limit 1
$$;

-- The one place that picks a surcharge, in nanodollars a part: the link's own before any link's, the destination's before any.
create function surcharge_at(p_link uuid, p_direction text, p_kind text, p_destination text, p_at timestamptz) returns bigint
language sql stable as $$
  select coalesce((
    select t.part_nanos from surcharges t
    where t.direction = p_direction and t.number_kind = p_kind and (t.link_id = p_link or t.link_id is null)
      and t.destination in (p_destination, 'any') and t.effective_from <= p_at
    order by t.link_id is null, t.destination = 'any', t.effective_from desc limit 1), 0)
$$;

-- ── messages and balances ─────────────────────────────────────────────────────────────────────────────────────────
-- price_nanos = parts × (part_nanos + surcharge_nanos), fixed when the message is accepted or received.
alter table messages
  add column surcharge_nanos bigint not null default 0 check (surcharge_nanos >= 0),
  -- The tier that its rate came from, in `rates` or `account_rates`.
  add column rate_id uuid,
  -- The group of the other side's area code then; 'any': from before there were groups.
  add column destination text not null default 'any';

-- Outbound parts of live messages that were accepted in the month that ends at `volume_until`, in the account's zone: what tiers go by.
alter table balances
  add column volume_parts bigint not null default 0 check (volume_parts >= 0),
  add column volume_until timestamptz not null default '-infinity';

grant select on destinations to longcode_app;
grant select, insert, update on account_rates to longcode_app;
grant select, insert, update on surcharges to longcode_app;
alter table account_rates enable row level security;
create policy tenant on account_rates to longcode_app using (account_id = current_account())
  with check (account_id = current_account());
