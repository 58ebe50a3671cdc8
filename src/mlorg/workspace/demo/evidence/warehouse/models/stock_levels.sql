select 1 as invented
