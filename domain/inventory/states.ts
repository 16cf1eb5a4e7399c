/** States and provinces as the plan's places name them, and the two letters by which numbers keep them. */
const US =
  'al Alabama,ak Alaska,az Arizona,ar Arkansas,ca California,co Colorado,ct Connecticut,de Delaware,dc Washington D.C.,fl Florida,ga Georgia,hi Hawaii,id Idaho,il Illinois,in Indiana,ia Iowa,ks Kansas,ky Kentucky,la Louisiana,me Maine,md Maryland,ma Massachusetts,mi Michigan,mn Minnesota,ms Mississippi,mo Missouri,mt Montana,ne Nebraska,nv Nevada,nh New Hampshire,nj New Jersey,nm New Mexico,ny New York,nc North Carolina,nd North Dakota,oh Ohio,ok Oklahoma,or Oregon,pa Pennsylvania,ri Rhode Island,sc South Carolina,sd South Dakota,tn Tennessee,tx Texas,ut Utah,vt Vermont,va Virginia,wa Washington,wv West Virginia,wi Wisconsin,wy Wyoming'
const CA =
  'ab Alberta,bc British Columbia,mb Manitoba,nb New Brunswick,nl Newfoundland and Labrador,nt Northwest Territories,ns Nova Scotia,nu Nunavut,on Ontario,pe Prince Edward Island,qc Quebec,sk Saskatchewan,yt Yukon'

export type State = { code: string; name: string; country: 'US' | 'CA' }

const read = (list: string, country: State['country']): State[] =>
  list.split(',').map((entry) => ({ code: entry.slice(0, 2), name: entry.slice(3), country }))

export const STATES: readonly State[] = [...read(US, 'US'), ...read(CA, 'CA')]

const BY_CODE = new Map(STATES.map((state) => [state.code, state]))
const BY_NAME = new Map(STATES.map((state) => [state.name.toLowerCase(), state]))

export function stateByCode(code: string): State | null {
  return BY_CODE.get(code.toLowerCase()) ?? null
}

/** `Washington State` and one misspelling stand in the source; of several states the first. */
export function stateByName(name: string): State | null {
  const [first = ''] = name.toLowerCase().replace(' state', '').replace('colombia', 'columbia').split('/')
  return BY_NAME.get(first.trim()) ?? null
}
